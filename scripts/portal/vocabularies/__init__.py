"""Official vocabularies: importers of the publishers' own formats, the compact lists made from them, and look-up.

An importer is a function from the files of a publisher to an ``Imported``. ``sources`` says which importer, address
and licence belong to which name, ``update`` puts a new import over an earlier one, ``files`` writes and reads the
compact lists, and ``lookup`` answers what an identifier stands for. Only ``fetch`` uses the network, and only for
``portal vocab update``.
"""
