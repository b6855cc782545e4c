using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Inputs;

/// <summary>What a decoder reads: ids, a target text behind the start token, or the start token alone.</summary>
public sealed class DecoderInputTests : IDisposable
{
    private readonly SmallFolder _folder = new("t5");
    private readonly InputProcessor _inputs;
    private readonly TransformerModel _model;

    public DecoderInputTests()
    {
        string[] words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "one", "two", "three", "four"];
        _folder.Write("vocab.txt", string.Join('\n', words));
        _folder.Write("tokenizer_config.json", """{"tokenizer_class": "BertTokenizer"}""");
        _model = new T5.T5Adapter().Initialize(_folder.Open(), 3);
        _inputs = _model.Inputs;
    }

    public void Dispose()
    {
        _model.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    [Fact]
    public void Encode_TargetText_IsReadBehindTheStartTokenAndIsTheLabels()
    {
        EncodedExample example = Encode(new LensInput { Text = "one two", TargetText = "three four" });

        Assert.Equal([2, 5, 6, 3], Ids(example));
        Assert.Equal([0, 2, 7, 8], Ids(example.Decoder!));
        Assert.Equal([2, 7, 8, 3], example.Labels.ToArray());
        Assert.Equal("[PAD]", example.Decoder!.Tokens[0].Text);
        Assert.Equal(0..5, example.Decoder.Tokens[2].Source);
    }

    [Fact]
    public void Encode_TargetTextWithLabels_KeepsTheLabels()
    {
        EncodedExample example = Encode(new LensInput { Text = "one", TargetText = "three", Labels = [-100, 7, -100] });

        Assert.Equal([-100, 7, -100], example.Labels.ToArray());
    }

    [Fact]
    public void Encode_DecoderIds_AreTakenAsTheyAre()
    {
        EncodedExample example = Encode(new LensInput { Ids = [5, 6], DecoderIds = [9, 9, 4], DecoderMask = [false, true, true], Labels = [1, 2, 3] });

        Assert.Equal([9, 9, 4], Ids(example.Decoder!));
        Assert.Equal((1, 2), (example.Decoder!.Start, example.Decoder.Length));
        Assert.Equal([1, 2, 3], example.Labels.ToArray());
        Assert.Equal("[MASK]", example.Decoder.Tokens[2].Text);
    }

    [Fact]
    public void Encode_NothingForTheDecoder_IsTheStartToken()
    {
        EncodedExample example = Encode(new LensInput { Ids = [5, 6] });

        Assert.Equal([0], Ids(example.Decoder!));
        Assert.True(example.Labels.IsDefault);
    }

    [Fact]
    public void Collate_OtherLengths_PadsEachSideToItsOwnLongest()
    {
        InputBatch batch = Family.Batch(
            _model,
            new LensInput { Ids = [5, 6, 7], DecoderIds = [0] },
            new LensInput { Ids = [5], DecoderIds = [0, 4, 4, 4], Labels = [1, 2, 3, 4] });

        Assert.Equal((3, 4), (batch.Length, batch.DecoderLength));
        Assert.Equal([5, 0, 0], Ids(batch.Examples[1]));
        Assert.Equal([0, 0, 0, 0], Ids(batch.Examples[0].Decoder!));
        Assert.Equal([true, false, false, false], batch.Examples[0].Decoder!.Mask.ToArray());
        Assert.Equal([1, 2, 3, 4], batch.Examples[1].Labels.ToArray());
        Assert.Equal([0, 4, 4, 4], batch.Examples[1].Input.DecoderIds.ToArray());
    }

    [Fact]
    public void Loss_TargetText_EqualsThatOfItsIdsAndLabels()
    {
        LensInput text = new() { Text = "one two", TargetText = "three four" };
        LensInput ids = new() { Ids = [2, 5, 6, 3], DecoderIds = [0, 2, 7, 8], Labels = [2, 7, 8, 3] };

        Assert.Equal(Loss(text), Loss(ids));
        Assert.InRange(Loss(ids), 1, 10);
        SmallModel.AssertRefused(() => Loss(new LensInput { Ids = [5] }), "label");
    }

    [Fact]
    public void Encode_WhatCannotBe_IsRefused()
    {
        LensInput plain = new() { Id = "third", Ids = [5, 6] };

        Refused(plain with { TargetText = "one", DecoderIds = [0] }, "'third'", "target text", "decoder ids");
        Refused(plain with { DecoderMask = [true] }, "'third'", "decoder mask");
        Refused(plain with { DecoderIds = [0, 23] }, "'third'", "decoder side", "23");
        Refused(plain with { DecoderIds = [] }, "decoder side", "no tokens");
        Refused(plain with { DecoderIds = [0, 1], DecoderMask = [true] }, "decoder side", "1 mask entries");
        Refused(plain with { DecoderIds = [0, 1], DecoderMask = [false, false] }, "decoder side", "hides every token");
        Refused(plain with { DecoderIds = [0, 1], Labels = [1] }, "decoder side", "1 labels for 2 tokens");
        Refused(plain with { TargetText = "one", Labels = [1] }, "decoder side", "1 labels for 3 tokens");
        Refused(plain with { DecoderIds = [.. new int[8193]] }, "decoder side", "8193 tokens");
    }

    [Fact]
    public async Task Encode_DecoderInputForOneStack_IsRefused()
    {
        await using TransformerModel encoder = SmallModel.Load("t5 encoder");

        SmallModel.AssertRefused(() => Family.Batch(encoder, new LensInput { Ids = [5], DecoderIds = [0] }), "one stack");
        SmallModel.AssertRefused(() => Family.Batch(encoder, new LensInput { Ids = [5], TargetText = "one" }), "one stack");
    }

    [Fact]
    public async Task RunAsync_BatchOfAModelWithOneStack_IsRefused()
    {
        await using TransformerModel encoder = SmallModel.Load("t5 encoder");
        InputBatch batch = Family.Batch(encoder, new LensInput { Ids = [5] });

        SmallModel.AssertRefused(() => SmallModel.Run(_model, batch, RunPlan.OutputOnly), "no tokens for the decoder");
        SmallModel.AssertRefused(() => _inputs.Collate(batch.Examples), "decoder");
        SmallModel.AssertRefused(() => _inputs.Collate([]), "at least one");
    }

    [Fact]
    public void InputBatch_DecodersOfOtherLengths_IsRefused()
    {
        EncodedExample shorter = Encode(new LensInput { Ids = [5], DecoderIds = [0] });
        EncodedExample longer = Encode(new LensInput { Ids = [5], DecoderIds = [0, 1] });

        Assert.Throws<ArgumentException>(() => new InputBatch([shorter, longer]));
    }

    private EncodedExample Encode(LensInput input) => _inputs.Encode(0, input, new EncodeOptions());

    private void Refused(LensInput input, params ReadOnlySpan<string> named) => SmallModel.AssertRefused(() => Encode(input), named);

    private double Loss(LensInput input)
    {
        using ModelRun run = SmallModel.Run(
            _model, Family.Batch(_model, input), new RunPlan { Backward = new BackwardPlan { Objective = new LossObjective() } });
        return run.ObjectiveValues.Sum();
    }

    private static int[] Ids(EncodedExample example) => [.. example.Tokens.Select(token => token.Id)];
}
