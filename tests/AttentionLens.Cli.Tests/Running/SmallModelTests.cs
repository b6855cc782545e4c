namespace AttentionLens.Cli.Tests.Running;

/// <summary>Tests that share the small model.</summary>
[CollectionDefinition(Name)]
public sealed class SmallModelTests : ICollectionFixture<SmallModel>
{
    public const string Name = "small model";
}
