namespace AttentionLens.Engine;

/// <summary>Tests that of two models that answer the same questions neither gets more right: of those that one alone gets right each model has half.</summary>
/// <remarks>Source: McNemar 1947, in its exact binomial form.</remarks>
internal static class McNemarTest
{
    /// <summary>The two-sided p-value.</summary>
    /// <param name="first">How many only the first gets right.</param>
    /// <param name="second">How many only the second gets right.</param>
    public static double Of(int first, int second)
    {
        int all = first + second;
        int fewer = Math.Min(first, second);

        // In logarithms: a half to the power of many thousands is no double.
        double logTerm = -all * Math.Log(2);
        double sum = Math.Exp(logTerm);
        for (int taken = 1; taken <= fewer; taken++)
        {
            logTerm += Math.Log((double)(all - taken + 1) / taken);
            sum += Math.Exp(logTerm);
        }

        return Math.Min(1, 2 * sum);
    }
}
