namespace AttentionLens.Tests;

/// <summary>The laws count the bytes of the pool, which is one for the process: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PoolCollection
{
    public const string Name = "Pool";
}
