namespace AttentionLens;

/// <summary>Names the entry of a plugin assembly.</summary>
/// <param name="entryType">A class that derives from <see cref="LensPlugin"/> and has a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LensPluginAttribute(Type entryType) : Attribute
{
    /// <summary>The entry.</summary>
    public Type EntryType { get; } = entryType;
}
