namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>A sound adapter whose models are broken.</summary>
internal sealed class BrokenAdapter(Func<LensModel, BrokenModel> breaks) : ModelAdapter
{
    public ModelAdapter Sound { get; init; } = new SketchAdapter();

    public override string Family => Sound.Family;

    public override string Summary => Sound.Summary;

    public override ModelMatch Match(ModelFolder folder) => Sound.Match(folder);

    public override async ValueTask<LensModel> LoadAsync(
        ModelFolder folder, ModelLoadOptions options, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        breaks(await Sound.LoadAsync(folder, options, progress, cancellationToken));
}
