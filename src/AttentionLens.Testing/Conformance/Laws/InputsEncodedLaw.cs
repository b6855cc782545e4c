using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>The input processor tells the truth about padding and refuses what the model cannot take.</summary>
internal sealed class InputsEncodedLaw : Law
{
    public override string Id => "inputs-encoded";

    public override string Demand =>
        "The input processor keeps ids and masks as given, hides the padding it adds, gives every image its pixels and patches, and refuses what the model cannot take in one line.";

    public override ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        for (int row = 0; row < subject.Inputs.Length; row++)
        {
            LensInput input = subject.Inputs[row];
            EncodedExample example = subject.Batch.Examples[row];
            if (!input.Ids.IsDefault)
            {
                Compare(verdict, row, string.Empty, input.Ids, input.AttentionMask, example);
            }

            if (!input.DecoderIds.IsDefault && example.Decoder is { } decoder)
            {
                Compare(verdict, row, "decoder ", input.DecoderIds, input.DecoderMask, decoder);
            }

            if (input.Pixels is not null)
            {
                CompareImage(verdict, row, example);
            }
        }

        foreach ((LensInput input, string what) in Hostile(subject))
        {
            Refused(subject, verdict, input, what);
        }

        return ValueTask.CompletedTask;
    }

    private static void Compare(
        Verdict verdict, int row, string side, ImmutableArray<int> ids, ImmutableArray<bool> mask, EncodedExample example)
    {
        verdict.Saw();
        for (int place = 0; place < example.Tokens.Length; place++)
        {
            bool isGiven = place < ids.Length;
            bool isSeen = isGiven && (mask.IsDefault || mask[place]);
            if (isGiven && example.Tokens[place].Id != ids[place])
            {
                verdict.Fail($"Example {row} was given the {side}id {ids[place]} at position {place} and is encoded with {example.Tokens[place].Id}; expected ids as they are, padded on the right alone.");
                return;
            }

            if (example.Mask[place] != isSeen)
            {
                verdict.Fail(
                    $"Example {row} has {ids.Length} {side}ids and its position {place} is {(isSeen ? "hidden" : "attended to")}; expected {(isSeen ? "attended to" : "hidden")}: the mask of what is given is kept, and that of padding is false.");
                return;
            }
        }
    }

    private static void CompareImage(Verdict verdict, int row, EncodedExample example)
    {
        verdict.Saw();
        if (example.Pixels is null || example.Patches is not { } patches)
        {
            verdict.Fail($"Example {row} is an image and is encoded without its pixels or its patches; set EncodedExample.Pixels and .Patches.");
        }
        else if (patches.First + (patches.Rows * patches.Columns) != example.Tokens.Length)
        {
            verdict.Fail(
                $"Example {row} has {example.Tokens.Length} positions and {patches.Rows} by {patches.Columns} patches from position {patches.First} on; expected as many positions as the patches and what stands before them.");
        }
    }

    private static IEnumerable<(LensInput Input, string What)> Hostile(Subject subject)
    {
        if (subject.SeesImages)
        {
            yield return (new LensInput { Text = "a text" }, "a text for a model of images");
            yield return (new LensInput { Pixels = new ImagePixels(17, 1, 1, [.. new float[17]]) }, "an image of 17 channels and one pixel");
            yield break;
        }

        int vocabulary = subject.Model.Card.VocabularySize;
        LensInput whole = new() { Ids = [vocabulary - 1] };
        yield return (whole with { Ids = [-1] }, "the id -1");
        yield return (whole with { Ids = [vocabulary] }, $"the id {vocabulary} of a vocabulary of {vocabulary}");
        yield return (whole with { Ids = [] }, "no ids");
        yield return (whole with { AttentionMask = [false] }, "a mask that hides everything");
        yield return (whole with { AttentionMask = [true, true] }, "a mask longer than the ids");
        yield return (whole with { TokenTypes = [-1] }, "the token type -1");
        if (subject.Model.Inputs.MaxLength is { } longest && longest < 1 << 20)
        {
            yield return (whole with { Ids = [.. new int[longest + 1]] }, $"{longest + 1} ids for {longest} positions");
        }
    }

    private static void Refused(Subject subject, Verdict verdict, LensInput input, string what)
    {
        verdict.Saw();
        try
        {
            subject.BatchOf(input);
            verdict.Fail($"An input with {what} was encoded; expected a LensInputException.");
        }
        catch (LensInputException exception)
        {
            if (exception.Message.Contains('\n', StringComparison.Ordinal))
            {
                verdict.Fail($"An input with {what} is refused in several lines; expected one.");
            }
        }
        catch (Exception exception)
        {
            verdict.Fail($"An input with {what} made the input processor throw {exception.GetType().Name}; expected a LensInputException.");
        }
    }
}
