namespace AttentionLens.Samples.Tests;

/// <summary>Tests that change the number of threads, which belongs to the process; one class after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ThreadCollection
{
    public const string Name = "threads";
}
