"""The Federal Cyber Defense Guidance Portal: YAML records, checked, and published as pages and data.

Content becomes a catalog, rules check the catalog, and everything that leaves the portal (page, feed,
calendar, JSON) is made from that one catalog. The rooms of the package follow this order: ``content``,
``vocabularies``, ``rules`` with ``report``, ``pages`` with ``exports``, ``site``; ``authoring`` and ``cli``
stand beside them.
"""

__version__ = "1.0.0"
"""The portal's own version, as ``portal --version`` and the manifest of a built site give it."""
