namespace AttentionLens.Hosting.Tests;

/// <summary>A plugin with one adapter.</summary>
internal abstract class OneAdapter<T> : LensPlugin
    where T : ModelAdapter, new()
{
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<T>();
}

/// <summary>An adapter that answers as a test says.</summary>
internal abstract class StubAdapter(string family, Func<ModelFolder, ModelMatch> match, Func<ModelFolder, LensModel> load) : ModelAdapter
{
    public override string Family => family;

    public override string Summary => "loads a stub";

    public override ModelMatch Match(ModelFolder folder) => match(folder);

    public override ValueTask<LensModel> LoadAsync(
        ModelFolder folder, ModelLoadOptions options, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(load(folder));
    }
}
