"""How far two clusterings of the same rows agree; negative labels are noise."""
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score


def agreement(labels, reference):
    """Over all rows with noise as one more cluster, and over the rows that both give a cluster."""
    both = (labels >= 0) & (reference >= 0)
    some = both.any()
    return dict(
        clusters=int(labels.max()) + 1, noise=float((labels < 0).mean()), rows_in_both=float(both.mean()),
        ari=float(adjusted_rand_score(reference, labels)), ami=float(adjusted_mutual_info_score(reference, labels)),
        ari_in_both=float(adjusted_rand_score(reference[both], labels[both])) if some else None)
