"""The benchmark of heatmaps over many interactions: what is generated, asked and saved."""
