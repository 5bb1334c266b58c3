SELECT length(centroid) / 4 FROM {clusters} WHERE centroid IS NOT NULL LIMIT 1;
