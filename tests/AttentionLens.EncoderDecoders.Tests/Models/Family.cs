using AttentionLens.Bart;
using AttentionLens.Gpt2;
using AttentionLens.Models;
using AttentionLens.T5;

namespace AttentionLens.EncoderDecoders.Tests.Models;

/// <summary>The adapters by the names of the families they load.</summary>
internal static class Family
{
    public static TransformerAdapter Adapter(string family) => family switch
    {
        "bart" => new BartAdapter(),
        "marian" => new MarianAdapter(),
        "gpt2" => new Gpt2Adapter(),
        _ => new T5Adapter(),
    };

    public static async Task<TransformerModel> LoadAsync(string family, string folder) =>
        (TransformerModel)await Adapter(family).LoadAsync(ModelFolder.Open(folder), new ModelLoadOptions());

    public static InputBatch Batch(LensModel model, params IReadOnlyList<LensInput> inputs) =>
        model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
}
