namespace AttentionLens.Testing.Conformance;

/// <summary>A law and how it is checked.</summary>
internal abstract class Law
{
    public abstract string Id { get; }

    public abstract string Demand { get; }

    public abstract ValueTask CheckAsync(Subject subject, Verdict verdict);
}
