"""Who helps whom: partner regions and the bodies that help."""
