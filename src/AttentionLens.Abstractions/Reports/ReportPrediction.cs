namespace AttentionLens;

/// <summary>A classifier's answer.</summary>
/// <param name="Class">The class with the largest logit, from 0.</param>
/// <param name="Label">Its name.</param>
/// <param name="Logit">Its logit.</param>
/// <param name="Probability">Its probability after softmax, in [0, 1].</param>
public sealed record ReportPrediction(int Class, string Label, double Logit, double Probability);
