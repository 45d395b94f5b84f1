"""What authors and maintainers do with content besides checking it: samples for tests of scale."""
