"""Who carries out what and who helps whom: as pictures, tables and other programs take it."""
