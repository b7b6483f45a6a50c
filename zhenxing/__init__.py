"""Reports on rural revitalisation as a knowledge graph that can be asked, checked and drawn."""
