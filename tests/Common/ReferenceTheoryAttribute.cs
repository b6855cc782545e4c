namespace AttentionLens.Tests;

/// <summary>A theory that needs something below the folder <c>shared</c>; it is skipped, saying so, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute(string relativePath)
    {
        RelativePath = relativePath;
        Skip = ReferenceData.MissingReason(relativePath);
    }

    public string RelativePath { get; }
}
