namespace AttentionLens.Testing.Conformance;

/// <summary>Padding that a mask hides changes nothing.</summary>
internal abstract class PaddingLaw : Law
{
    private const int Most = 3;

    /// <summary>Checks each example with padding at one of its ends.</summary>
    protected static async ValueTask CheckAsync(Subject subject, Verdict verdict, bool isLeft, string cause)
    {
        if (subject.SeesImages)
        {
            verdict.DoesNotApply("images have no padding");
            return;
        }

        int paddingId = PaddingId(subject);
        foreach (LensInput input in subject.Inputs)
        {
            InputBatch alone = subject.BatchOf(input);
            int room = Math.Min(Most, (subject.Model.Inputs.MaxLength ?? int.MaxValue) - Math.Max(alone.Length, alone.DecoderLength ?? 0));
            if (room < 1)
            {
                continue;
            }

            LensInput padded = isLeft
                ? Padded.Input(alone.Examples[0], room, 0, paddingId)
                : Padded.Input(alone.Examples[0], 0, room, paddingId);
            Recording single = await subject.RunAsync(alone, Plans.Everything);
            Recording longer = await subject.RunAsync(subject.BatchOf(padded), Plans.Everything);
            PaddingComparison.Check(
                subject, verdict, (alone, single), (longer, 0, isLeft ? room : 0), $"with {room} positions of padding on the {(isLeft ? "left" : "right")}", cause);
        }
    }

    // The model's own padding id is what its input processor pads with.
    private static int PaddingId(Subject subject)
    {
        bool hasDecoder = subject.Batch.DecoderLength is not null;
        LensInput one = new() { Ids = [1], DecoderIds = hasDecoder ? [1] : default };
        LensInput two = one with { Ids = [1, 1] };
        return subject.BatchOf(two, one).Examples[1].Tokens[1].Id;
    }
}
