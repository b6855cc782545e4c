namespace AttentionLens;

/// <summary>Takes what an analyzer has to say. May be called from any thread.</summary>
public abstract class AnalysisSink
{
    /// <summary>Reports a finding.</summary>
    /// <param name="finding">The finding; its rule must be among the analyzer's <see cref="LensAnalyzer.SupportedFindings"/>.</param>
    /// <exception cref="ArgumentException">The analyzer does not list the rule.</exception>
    public abstract void Report(Finding finding);

    /// <summary>Publishes a figure or table.</summary>
    /// <param name="artefact">The artefact; its id must be new.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public abstract void Publish(Artefact artefact);
}
