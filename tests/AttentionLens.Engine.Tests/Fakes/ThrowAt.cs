namespace AttentionLens.Engine.Tests;

/// <summary>Where a test analyzer throws.</summary>
public enum ThrowAt
{
    Initialize,
    Model,
    Hook,
    Example,
    GradientExample,
    DatasetCreate,
    DatasetHook,
    DatasetExample,
    DatasetMerge,
    DatasetEnd,
}
