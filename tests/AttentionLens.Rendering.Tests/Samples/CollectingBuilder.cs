namespace AttentionLens.Rendering.Tests;

/// <summary>Takes what the plugin offers, as a host does.</summary>
internal sealed class CollectingBuilder : LensPluginBuilder
{
    public List<ArtefactRenderer> Renderers { get; } = [];

    public List<ReportRenderer> ReportRenderers { get; } = [];

    public List<Rasterizer> Rasterizers { get; } = [];

    public static CollectingBuilder Configured()
    {
        CollectingBuilder builder = new();
        new RenderingPlugin().Configure(builder);
        return builder;
    }

    public override void AddAnalyzer<T>() => throw new NotSupportedException("Rendering brings no analyzer.");

    public override void AddModelAdapter<T>() => throw new NotSupportedException("Rendering brings no adapter.");

    public override void AddAttribution<T>() => throw new NotSupportedException("Rendering brings no attribution method.");

    public override void AddImportance<T>() => throw new NotSupportedException("Rendering brings no method of importance.");

    public override void AddInterventions<T>() => throw new NotSupportedException("Rendering brings no interventions.");

    public override void AddPropagationRules<T>() => throw new NotSupportedException("Rendering brings no rule set.");

    public override void AddTrainingRecipe<T>() => throw new NotSupportedException("Rendering brings no recipe.");

    public override void AddRenderer<T>() => Renderers.Add(new T());

    public override void AddReportRenderer<T>() => ReportRenderers.Add(new T());

    public override void AddRasterizer<T>() => Rasterizers.Add(new T());
}
