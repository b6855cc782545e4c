namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>A sound adapter whose models are broken.</summary>
internal sealed class BrokenAdapter(Func<LensModel, BrokenModel> breaks) : ModelAdapter
{
    private readonly SketchAdapter _sound = new();

    public override string Family => _sound.Family;

    public override string Summary => _sound.Summary;

    public override ModelMatch Match(ModelFolder folder) => _sound.Match(folder);

    public override async ValueTask<LensModel> LoadAsync(
        ModelFolder folder, ModelLoadOptions options, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        breaks(await _sound.LoadAsync(folder, options, progress, cancellationToken));
}
