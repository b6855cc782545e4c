namespace AttentionLens.Testing.Conformance;

/// <summary>Normalisations have the epsilon of the configuration. It is measured: a normalisation of s·d, where d has mean 0 and mean square 1, gives
/// d·s / √(s² + ε), so that the answers to a small and a large s, and to −s of both, stand in a ratio that holds ε and no weight.</summary>
internal sealed class NormEpsilonLaw : Law
{
    private const double Tolerance = 0.02;
    private const double Large = 1e4;

    public override string Id => "norm-epsilon";

    public override string Demand => "Every normalisation adds the epsilon that the configuration names.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (Epsilon.Of(subject) is not { } epsilon)
        {
            verdict.DoesNotApply("config.json names no epsilon; give NormEpsilon");
            return;
        }

        Recording run = await subject.EverythingAsync();
        foreach (NormSite site in NormSite.Of(subject, run))
        {
            verdict.Saw();
            double measured = await MeasureAsync(subject, site, run[site.Written].Shape[^1], epsilon);
            if (!(Math.Abs(measured - epsilon) <= Tolerance * epsilon))
            {
                verdict.Fail($"The normalisation {site.Place} adds an epsilon of about {Say.Number(measured)}; expected {Say.Number(epsilon)}: hand the configuration's epsilon to every normalisation.");
            }
        }
    }

    private static async ValueTask<double> MeasureAsync(Subject subject, NormSite site, int width, double epsilon)
    {
        double small = Math.Sqrt(epsilon);
        double large = Math.Max(1, Large * small);
        double ratio = await AnswerAsync(subject, site, width, small) / await AnswerAsync(subject, site, width, large);
        double share = ratio * large / Math.Sqrt((large * large) + epsilon);
        return small * small * ((1 / (share * share)) - 1);
    }

    private static async ValueTask<double> AnswerAsync(Subject subject, NormSite site, int width, double scale)
    {
        float[] up = (await WriteAsync(subject, site, width, scale)).Values;
        float[] down = (await WriteAsync(subject, site, width, -scale)).Values;
        return Math.Sqrt(up.Zip(down, (a, b) => Math.Pow((double)a - b, 2)).Sum());
    }

    private static async ValueTask<HookValue> WriteAsync(Subject subject, NormSite site, int width, double scale)
    {
        double[] direction = [.. Enumerable.Range(0, width).Select(component => (double)Noise.At(component, subject.Settings.Seed))];
        double mean = direction.Average();
        double root = Math.Sqrt(direction.Average(value => (value - mean) * (value - mean)));
        IEnumerable<Intervention> edits = site.Cleared.Select(point => (Intervention)Plans.Edit(point, (_, _) => 0))
            .Append(Plans.Edit(site.Written, (index, _) => (float)(scale * (direction[index % width] - mean) / root)));
        return (await subject.RunAsync(Plans.Capture(site.Read).With(edits)))[site.Read];
    }
}
