namespace AttentionLens.Testing.Conformance;

/// <summary>Heads stand in one order everywhere.</summary>
internal sealed class HeadOrderLaw : Law
{
    private const string Cause = "heads stand in another order at one of the two, a projection is cut along the wrong axis, or key/value heads are shared by other query heads than h / (heads / key/value heads) says";

    public override string Id => "head-order";

    public override string Demand => "An edit of head h at q, k, v, scores, pattern or z changes what belongs to head h behind it, and no other head.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            (HookPoint Source, HookPoint Target)[] pairs =
            [
                (attention.Query, attention.Scores), (attention.Key, attention.Scores), (attention.Value, attention.HeadOutput),
                (attention.Scores, attention.Pattern), (attention.Pattern, attention.HeadOutput), (attention.HeadOutput, attention.HeadResult),
            ];
            foreach ((HookPoint source, HookPoint target) in pairs)
            {
                await new Locality(source, Axis.Head, target, Axis.Head).CheckAsync(subject, verdict, count => Enumerable.Range(0, count), Cause);
            }
        }
    }
}
