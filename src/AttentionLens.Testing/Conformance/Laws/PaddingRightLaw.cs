namespace AttentionLens.Testing.Conformance;

/// <summary>Padding behind an example changes nothing.</summary>
internal sealed class PaddingRightLaw : PaddingLaw
{
    public override string Id => "padding-right";

    public override string Demand => "Padding on the right that the mask hides changes nothing at the positions of the example.";

    public override ValueTask CheckAsync(Subject subject, Verdict verdict) => CheckAsync(
        subject, verdict, isLeft: false, "the mask does not reach every sublayer, or a head reads the last position rather than the last one that is attended to");
}
