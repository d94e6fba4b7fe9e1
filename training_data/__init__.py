"""What is learned from: gold, synthetic documents, label formats."""
