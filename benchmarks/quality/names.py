"""What the ways to cluster are called in the results and on the page."""
OURS = {"plain": "HDBSCAN 10/10, plain", "attached 0.5": "attached, floor 0.5", "attached 0.3": "attached, floor 0.3", "topics": "topics, defaults",
        "topics, all rows": "topics, certainty 0"}
RIVALS = {"umap 10": "UMAP + hdbscan, size 10", "umap 25": "UMAP + hdbscan, size 25", "umap 50": "UMAP + hdbscan, size 50", "evoc": "EVoC",
          "kmeans": "KMeans, true number"}
BARRED = ["umap 10", "umap 25", "umap 50", "evoc"]
