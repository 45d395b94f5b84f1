"""The MkDocs side of the portal: plugin, page shell, workers, preview. The only room that imports mkdocs."""
