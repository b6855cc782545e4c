namespace AttentionLens.Testing.Conformance;

/// <summary>An edit of one slice of a value changes the slice that belongs to it elsewhere, and no other.</summary>
/// <param name="Source">What is edited.</param>
/// <param name="SourceAxis">What its slices are taken along.</param>
/// <param name="Target">What may change.</param>
/// <param name="TargetAxis">What its slices are taken along; where it has more, a run of them belongs to each of the source's.</param>
internal sealed record Locality(HookPoint Source, Axis SourceAxis, HookPoint Target, Axis TargetAxis)
{
    /// <summary>Checks slices of the source.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="verdict">Hears what was found.</param>
    /// <param name="slices">Which slices, of how many there are.</param>
    /// <param name="cause">The probable cause of a failure.</param>
    public async ValueTask CheckAsync(Subject subject, Verdict verdict, Func<int, IEnumerable<int>> slices, string cause)
    {
        HookValue source = (await subject.EverythingAsync())[Source];
        RunPlan plan = Plans.Capture(Target);
        HookValue before = (await subject.RunAsync(plan.With(Plans.Nothing(Source))))[Target];
        int count = source.Extent(SourceAxis);
        float size = (float)Math.Max(source.Size, 1e-3);
        foreach (int slice in slices(count))
        {
            CustomEdit edit = Plans.Edit(Source, (index, value) =>
                source.Along(SourceAxis, index) == slice ? value + (size * Noise.At(index, subject.Settings.Seed)) : value);
            HookValue after = (await subject.RunAsync(plan.With(edit)))[Target];
            verdict.Saw();
            Compare(subject, verdict, before, after, (slice, count), cause);
        }
    }

    private void Compare(Subject subject, Verdict verdict, HookValue before, HookValue after, (int Index, int Count) slice, string cause)
    {
        bool IsOwn(int index) => (long)before.Along(TargetAxis, index) * slice.Count / before.Extent(TargetAxis) == slice.Index;
        string what = $"{Source.Name} of {Spell(SourceAxis)} {slice.Index}";
        int different = before.FirstDifference(after, 1e-6, index => !IsOwn(index) && before.IsSeen(subject.Batch, index));
        if (different >= 0)
        {
            verdict.Fail($"An edit of {what} changed {before.Where(different)}; expected it to change its own {Spell(TargetAxis)} alone: {cause}.");
        }
        else if (before.FirstOtherBits(after) < 0)
        {
            verdict.Fail($"An edit of {what} changed nothing at '{Target.Name}'; expected its own {Spell(TargetAxis)} to change: {cause}.");
        }
    }

    private static string Spell(Axis axis) => axis switch
    {
        Axis.Head => "head",
        Axis.Query => "query",
        Axis.Key => "key",
        _ => "position",
    };
}
