"""The graph in the forms that other systems take: data cubes, property graphs, spreadsheets."""
