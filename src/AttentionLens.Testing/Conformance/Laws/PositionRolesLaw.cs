namespace AttentionLens.Testing.Conformance;

/// <summary>Queries are queries, keys are keys, and what works on positions one by one mixes none.</summary>
internal sealed class PositionRolesLaw : Law
{
    private const string Cause = "a value is shown under another's name, or the axes of one stand in another order";

    public override string Id => "position-roles";

    public override string Demand => "An edit of q at a position changes the scores of that query alone, one of k those of that key alone, and edits of scores, patterns, z, sublayer outputs and the MLP stay at their position.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            await CheckAsync(subject, verdict, new Locality(attention.Query, Axis.Position, attention.Scores, Axis.Query));
            await CheckAsync(subject, verdict, new Locality(attention.Key, Axis.Position, attention.Scores, Axis.Key));
            await CheckAsync(subject, verdict, new Locality(attention.Scores, Axis.Query, attention.Pattern, Axis.Query));
            await CheckAsync(subject, verdict, new Locality(attention.Pattern, Axis.Query, attention.HeadOutput, Axis.Position));
            await CheckAsync(subject, verdict, new Locality(attention.HeadOutput, Axis.Position, attention.HeadResult, Axis.Position));
        }

        foreach (StreamStep step in subject.Map.Steps)
        {
            await CheckAsync(subject, verdict, new Locality(step.Output, Axis.Position, step.After, Axis.Position));
        }

        foreach (BlockMap block in subject.Map.Blocks)
        {
            if (block.Find("mlp.pre") is { } before && block.Find("mlp.post") is { } hidden && block.Find("mlp_out") is { } output)
            {
                await CheckAsync(subject, verdict, new Locality(before, Axis.Position, hidden, Axis.Position));
                await CheckAsync(subject, verdict, new Locality(hidden, Axis.Position, output, Axis.Position));
            }
        }
    }

    // The first query of a causal stack sees one key, whose share is 1 whatever its score.
    private static ValueTask CheckAsync(Subject subject, Verdict verdict, Locality locality) =>
        locality.CheckAsync(subject, verdict, count => Enumerable.Range(1, Math.Clamp(count - 1, 0, 2)), Cause);
}
