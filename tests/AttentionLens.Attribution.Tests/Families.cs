using AttentionLens.Bart;
using AttentionLens.Bert;
using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.T5;
using AttentionLens.Vit;

namespace AttentionLens.Tests;

/// <summary>The recorded families, each with its adapter.</summary>
internal static class Families
{
    /// <summary>Every recorded family with both sets of examples.</summary>
    public static TheoryData<string, string> Sets
    {
        get
        {
            TheoryData<string, string> sets = [];
            foreach (string family in (ReadOnlySpan<string>)["bert_cls", "bert_mlm", "gpt2", "vit", "bart", "t5", "llama"])
            {
                sets.Add(family, "a");
                sets.Add(family, "b");
            }

            return sets;
        }
    }

    public static async ValueTask<LensModel> LoadAsync(string checkpoint)
    {
        ModelFolder folder = ModelFolder.Open(checkpoint);
        ModelAdapter[] adapters = [new BertAdapter(), new Gpt2Adapter(), new VitAdapter(), new BartAdapter(), new T5Adapter(), new LlamaAdapter()];
        return await adapters.First(adapter => adapter.Match(folder).IsMatch).LoadAsync(folder, new ModelLoadOptions());
    }
}
