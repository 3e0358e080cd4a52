"""The accuracy bench of heatmaps: real pages, real clicks, the real tracker and resolver."""
