namespace AttentionLens.Engine.Tests;

/// <summary>Tests that measure the memory of the whole process run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "memory";
}
