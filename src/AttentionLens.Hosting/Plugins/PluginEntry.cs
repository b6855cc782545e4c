using System.Reflection;

namespace AttentionLens.Hosting;

/// <summary>Finds the entry of a plugin's assembly without running anything of it.</summary>
internal static class PluginEntry
{
    /// <exception cref="PluginRefusedException">There is no entry that can be used.</exception>
    public static Type Find(Assembly assembly)
    {
        try
        {
            Type entry = Named(assembly);
            return Objection(entry) is not { } objection ? entry
                : throw Refuse($"the entry {entry.FullName} {objection}; expected a class that a host can create.");
        }
        catch (Exception exception) when (exception is not PluginRefusedException)
        {
            // The runtime builds the types that the attribute names, and meets in them whatever the plugin's build did wrong.
            throw Refuse($"what the attributes of its assembly name cannot be read: {OneLine.Of(exception)}", exception);
        }
    }

    private static Type Named(Assembly assembly)
    {
        CustomAttributeData[] attributes =
        [
            .. assembly.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(LensPluginAttribute)),
        ];
        return attributes is not [{ ConstructorArguments: [{ } argument] }]
            ? throw Refuse($"the assembly has {attributes.Length} [assembly: LensPlugin(typeof(…))]; expected one.")
            : argument.Value as Type ?? throw Refuse("its [assembly: LensPlugin(…)] names no type; expected a class that derives from LensPlugin.");
    }

    private static string? Objection(Type entry) =>
        !entry.IsSubclassOf(typeof(LensPlugin)) ? "does not derive from LensPlugin"
        : entry.IsAbstract ? "is abstract"
        : entry.ContainsGenericParameters ? "is an open generic type"
        : entry.GetConstructor(Type.EmptyTypes) is null ? "has no public constructor without parameters"
        : null;

    private static PluginRefusedException Refuse(string detail, Exception? cause = null) => new(HostFindings.NoEntryPoint, detail, cause);
}
