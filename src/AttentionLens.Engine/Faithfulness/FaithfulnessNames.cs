namespace AttentionLens.Engine;

/// <summary>The names of the measures, as reports and files write them.</summary>
public static class FaithfulnessNames
{
    /// <summary>What the probability loses without the most relevant positions, averaged over 1, 5, 10, 20 and 50 %; higher is better.</summary>
    public const string Comprehensiveness = "comprehensiveness";

    /// <summary>What the probability loses with only the most relevant positions, averaged likewise; lower is better.</summary>
    public const string Sufficiency = "sufficiency";

    /// <summary>The area under the probability as positions are taken away, most relevant first; lower is better.</summary>
    public const string Deletion = "deletion_auc";

    /// <summary>The area under the probability as positions are put back, most relevant first; higher is better.</summary>
    public const string Insertion = "insertion_auc";

    /// <summary>The mean probability with 10 to 90 % of the most relevant positions taken away; lower is better.</summary>
    public const string Positive = "positive_perturbation";

    /// <summary>The mean probability with 10 to 90 % of the least relevant positions taken away; higher is better.</summary>
    public const string Negative = "negative_perturbation";

    /// <summary>The mean squared difference between what random removals cost and the sum of the scores removed, after the best scale; lower is better.</summary>
    public const string Infidelity = "infidelity";

    /// <summary>The largest relative change of the scores under a little noise on the features; lower is better.</summary>
    public const string Sensitivity = "sensitivity_max";

    /// <summary>Spearman's correlation of the scores with what each position costs when it alone is taken away; higher is better.</summary>
    public const string BlankOut = "blank_out_correlation";

    /// <summary>F1 of as many top positions as there are true ones; higher is better.</summary>
    public const string TokenF1 = "token_f1";

    /// <summary>The area under precision and recall of the true positions; higher is better.</summary>
    public const string Auprc = "auprc";

    /// <summary>1 where the top position is a true one; higher is better.</summary>
    public const string PointingGame = "pointing_game";

    /// <summary>1 where one of the top three positions is a true one; higher is better.</summary>
    public const string HitRate = "hit_rate";

    /// <summary>Whether more of a measure is better.</summary>
    /// <param name="name">The measure.</param>
    public static bool HigherIsBetter(string name) => name is not (Sufficiency or Deletion or Positive or Infidelity or Sensitivity);
}
