namespace AttentionLens.Generation.Tests.Steps;

/// <summary>Tests that count the memory of the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PoolCollection
{
    public const string Name = "pool";
}
