using AttentionLens.DistilBert;
using AttentionLens.Models;
using AttentionLens.Roberta;

namespace AttentionLens.Encoders.Tests.Text;

/// <summary>RoBERTa and DistilBERT against BERT with the same weights under its own names, where their mathematics coincides.</summary>
public sealed class BertFamilyTests
{
    private const int RobertaPadding = 1;
    private const int RobertaFirst = RobertaPadding + 1;

    private static readonly LensInput[] Inputs =
    [
        new() { Ids = [2, 5, 9, 16, 4, 3] },
        new() { Ids = [2, 7, 3] },
        new() { Ids = [2, 4, 4, 6, 3], AttentionMask = [true, true, false, true, true] },
    ];

    [Theory]
    [InlineData("Model")]
    [InlineData("ForMaskedLM")]
    [InlineData("ForSequenceClassification")]
    [InlineData("ForTokenClassification")]
    [InlineData("ForQuestionAnswering")]
    public async Task RobertaRunAsync_WeightsOfBert_GivesBertsNumbers(string head)
    {
        await using TransformerModel model = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta($"Roberta{head}"));
        await using TransformerModel bert = BertWeights.Of(model, head, RobertaFirst);

        AssertSame(bert, model);
    }

    [Theory]
    [InlineData("Model")]
    [InlineData("ForMaskedLM")]
    [InlineData("ForTokenClassification")]
    [InlineData("ForQuestionAnswering")]
    public async Task DistilBertRunAsync_WeightsOfBert_GivesBertsNumbers(string head)
    {
        await using TransformerModel model = TestModel.Load(new DistilBertAdapter(), EncoderCase.DistilBert($"DistilBert{head}"));
        await using TransformerModel bert = BertWeights.Of(model, head, 0);

        AssertSame(bert, model);
    }

    [Fact]
    public async Task DistilBertRunAsync_SequenceClassifier_IsItsFormula()
    {
        await using TransformerModel model = TestModel.Load(
            new DistilBertAdapter(), EncoderCase.DistilBert("DistilBertForSequenceClassification"));
        InputBatch batch = TestModel.Batch(model, Inputs);

        using ModelRun run = TestModel.Run(model, batch, TestModel.Capture("blocks.1.resid_post", "pooled"));

        float[] stream = run.Captured(HookName.Parse("blocks.1.resid_post")).Values.ToArray();
        int width = model.Card.Width;
        for (int example = 0; example < batch.Size; example++)
        {
            double[] first = [.. stream.AsSpan(example * batch.Length * width, width).ToArray().Select(value => (double)value)];
            double[] hidden = [.. Formulas.Linear(first, TestModel.Weight(model, "pre_classifier.weight"), TestModel.Weight(model, "pre_classifier.bias"))
                .Select(value => Math.Max(0, value))];
            double[] logits = Formulas.Linear(hidden, TestModel.Weight(model, "classifier.weight"), TestModel.Weight(model, "classifier.bias"));
            TestModel.AssertClose([.. hidden.Select(value => (float)value)], run.Captured(HookName.Parse("pooled")).Values.Slice(example * width, width), 1e-5);
            TestModel.AssertClose([.. logits.Select(value => (float)value)], run.Output.Values.Slice(example * 3, 3), 1e-5);
        }
    }

    [Fact]
    public async Task RobertaRunAsync_OtherActivationInBlocks_LeavesTheMaskedLanguageHeadItsGelu()
    {
        await using TransformerModel relu = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta("RobertaForMaskedLM", ("hidden_act", "relu")));
        await using TransformerModel gelu = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta("RobertaForMaskedLM"));
        InputBatch batch = TestModel.Batch(relu, Inputs);
        using ModelRun run = TestModel.Run(relu, batch, TestModel.Capture("blocks.1.resid_post"));
        float[] stream = run.Captured(HookName.Parse("blocks.1.resid_post")).Values.ToArray();
        CustomEdit same = new(HookSelector.Parse("blocks.1.resid_post"), (in EditContext context) =>
        {
            for (int index = 0; index < stream.Length; index++)
            {
                (int row, int column) = Math.DivRem(index, relu.Card.Width);
                (int example, int position) = Math.DivRem(row, batch.Length);
                context.Value[example, position, column] = stream[index];
            }
        });

        float[] other = TestModel.Output(gelu, batch, RunPlan.OutputOnly);
        float[] headAlone = TestModel.Output(gelu, batch, new RunPlan { Interventions = [same] });

        Assert.NotEqual(run.Output.Values.ToArray(), other);
        TestModel.AssertClose(run.Output.Values, headAlone, 1e-6);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    [InlineData(3, 1)]
    public async Task RobertaRunAsync_PaddingOnEitherSide_ChangesNothing(int left, int right)
    {
        await using TransformerModel model = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta("RobertaForTokenClassification"));
        int[] ids = [2, 5, 9, 4];
        LensInput padded = new()
        {
            Ids = [.. Enumerable.Repeat(RobertaPadding, left), .. ids, .. Enumerable.Repeat(RobertaPadding, right)],
            AttentionMask = [.. Enumerable.Repeat(false, left), .. ids.Select(_ => true), .. Enumerable.Repeat(false, right)],
        };

        float[] plain = TestModel.Output(model, TestModel.Batch(model, [new LensInput { Ids = [.. ids] }]), RunPlan.OutputOnly);
        float[] moved = TestModel.Output(model, TestModel.Batch(model, [padded]), RunPlan.OutputOnly);

        TestModel.AssertClose(plain, moved.AsSpan(left * 3, plain.Length), 1e-5);
    }

    [Fact]
    public async Task RobertaEncode_AsManyTokensAsRows_AreRefusedBecausePaddingTakesSome()
    {
        await using TransformerModel model = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta("RobertaModel"));

        Assert.Equal(9, model.Card.MaxPositions);
        Assert.Equal(9, TestModel.Batch(model, [new LensInput { Ids = [.. Enumerable.Repeat(5, 9)] }]).Length);
        TestModel.AssertRefused(() => TestModel.Batch(model, [new LensInput { Ids = [.. Enumerable.Repeat(5, 10)] }]), "10 tokens", "9");
    }

    [Theory]
    [InlineData("ForMaskedLM", "lm_head.decoder.bias")]
    [InlineData("ForMaskedLM", "lm_head.decoder.weight")]
    public async Task RobertaLoadAsync_CopyOfATiedWeight_IsTaken(string head, string copy)
    {
        await using TransformerModel model = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta($"Roberta{head}"));
        using TestFolder folder = new(EncoderCase.Roberta($"Roberta{head}"));
        string original = copy.EndsWith("bias", StringComparison.Ordinal) ? "lm_head.bias" : "roberta.embeddings.word_embeddings.weight";
        AttentionLens.Models.Checkpoints.SafetensorsWriter writer = new();
        foreach (Numerics.Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            writer.Add(parameter.Name, [.. parameter.Shape.Select(extent => (long)extent)], TestModel.Weight(model, parameter.Name));
            if (parameter.Name == original)
            {
                writer.Add(copy, [.. parameter.Shape.Select(extent => (long)extent)], TestModel.Weight(model, parameter.Name));
            }
        }

        writer.Save(folder.At("model.safetensors"));

        await using TransformerModel loaded = await TestModel.LoadAsync(new RobertaAdapter(), folder.Path);

        InputBatch batch = TestModel.Batch(model, Inputs);
        Assert.Equal(TestModel.Output(model, batch, RunPlan.OutputOnly), TestModel.Output(loaded, batch, RunPlan.OutputOnly));
    }

    // Where a position is masked, BERT and RoBERTa may give it another place; nobody reads what comes out there.
    private static void AssertSame(TransformerModel bert, TransformerModel model)
    {
        foreach (LensInput input in Inputs)
        {
            using ModelRun expected = TestModel.Run(bert, TestModel.Batch(bert, [input]), TestModel.Capture("*.attn.pattern", "*.resid_*"));
            using ModelRun actual = TestModel.Run(model, TestModel.Batch(model, [input]), TestModel.Capture("*.attn.pattern", "*.resid_*"));

            TestModel.AssertClose(expected.Output.Values, actual.Output.Values, 1e-6);
            foreach (HookPoint hook in model.Hooks.Where(hook => hook.Kind is HookKind.Pattern or HookKind.ResidualPre or HookKind.ResidualPost))
            {
                TestModel.AssertClose(expected.Captured(hook.Name).Values, actual.Captured(hook.Name).Values, 1e-6);
            }
        }
    }
}
