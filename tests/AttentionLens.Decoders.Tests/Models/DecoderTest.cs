using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Models;

/// <summary>Owns the models and folders that a test makes.</summary>
public abstract class DecoderTest : IDisposable
{
    private readonly List<IDisposable> _folders = [];
    private readonly List<TransformerModel> _models = [];

    internal static LensInput[] Inputs { get; } =
    [
        new() { Ids = [3, 11, 7, 0, 18, 5, 2], Labels = [3, 11, -100, 0, 18, 5, 2], Label = 1 },
        new() { Ids = [4, 4, 9], Labels = [4, 4, 9], Label = 0 },
        new() { Ids = [17, 1, 12, 6, 8], Labels = [17, 1, 12, 6, -100], Label = 2 },
    ];

    internal TransformerModel Load(string name) => Load(name, null);

    internal TransformerModel Load(string name, Action<Dictionary<string, StoredTensor>>? change)
    {
        DecoderFolder folder = new(SmallDecoders.Config(name));
        _folders.Add(folder);
        TransformerModel model = folder.Load(change);
        _models.Add(model);
        return model;
    }

    internal DecoderFolder Keep(DecoderFolder folder)
    {
        _folders.Add(folder);
        return folder;
    }

    internal TransformerModel Keep(TransformerModel model)
    {
        _models.Add(model);
        return model;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _models.ForEach(model => model.DisposeAsync().AsTask().GetAwaiter().GetResult());
        _folders.ForEach(folder => folder.Dispose());
    }
}
