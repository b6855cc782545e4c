using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>The rules by which the host reports on plugins. Ids <c>AL03xx</c>, in the order of the checks.</summary>
public static class HostFindings
{
    /// <summary>The start of every id that belongs to the host; plugins may not use it.</summary>
    public const string ReservedPrefix = "AL0";

    /// <summary>AL0301: the manifest is missing or cannot be used.</summary>
    public static FindingDescriptor InvalidManifest { get; } = Refusal(
        "AL0301",
        "Plugin manifest cannot be used",
        "The manifest lens-plugin.json of plugin '{0}' cannot be used: {1}",
        "Every plugin folder holds lens-plugin.json with the fields name, version, assembly (a file in the folder) and contract.");

    /// <summary>AL0302: the file named in the manifest is not a .NET assembly.</summary>
    public static FindingDescriptor NotAnAssembly { get; } = Refusal(
        "AL0302",
        "Plugin is not a .NET assembly",
        "The assembly of plugin '{0}' is not a .NET assembly that can be loaded: {1}",
        "The file named in the manifest has to be a managed assembly; its metadata are read before anything of it runs.");

    /// <summary>AL0303: the assembly was built for another or newer runtime.</summary>
    public static FindingDescriptor NewerRuntime { get; } = Refusal(
        "AL0303",
        "Plugin needs another runtime",
        "Plugin '{0}' needs another runtime: {1}",
        "Build the plugin for the runtime of the host or an older one, or update the host.");

    /// <summary>AL0304: the plugin was built for a newer contract.</summary>
    public static FindingDescriptor NewerContract { get; } = Refusal(
        "AL0304",
        "Plugin needs a newer contract",
        "Plugin '{0}' needs a newer contract: {1}",
        "The contract is the version of AttentionLens.Abstractions. Update the host, or build the plugin against the host's version.");

    /// <summary>AL0305: assemblies that the plugin needs are missing.</summary>
    public static FindingDescriptor MissingDependencies { get; } = Refusal(
        "AL0305",
        "Plugin lacks dependencies",
        "Plugin '{0}' lacks dependencies: {1}",
        "Put the assemblies beside the plugin's own; publishing the plugin with EnableDynamicLoading does so.");

    /// <summary>AL0306: the assembly names no usable entry.</summary>
    public static FindingDescriptor NoEntryPoint { get; } = Refusal(
        "AL0306",
        "Plugin has no entry point",
        "Plugin '{0}' has no entry point: {1}",
        "The assembly names its entry with [assembly: LensPlugin(typeof(MyPlugin))]: a class that derives from LensPlugin and has a public "
        + "constructor without parameters.");

    /// <summary>AL0307: the plugin's code threw while it was set up.</summary>
    public static FindingDescriptor SetupThrew { get; } = Refusal(
        "AL0307",
        "Plugin failed while it was set up",
        "Plugin '{0}' failed while it was set up: {1}",
        "The constructor of the plugin or of one of its parts, or Configure, threw.");

    /// <summary>AL0308: an id or name is taken, reserved or malformed.</summary>
    public static FindingDescriptor InvalidIds { get; } = Refusal(
        "AL0308",
        "Plugin uses an id that is taken, reserved or malformed",
        "Plugin '{0}' uses an id that it may not use: {1}",
        "Finding ids, analyzer names, adapter families, recipe names, rasterizer names and plugin names are unique over all plugins; "
        + "finding ids that start with AL0 belong to the host.");

    /// <summary>AL0309: the plugin brought its own copy of a contract assembly; the host's is used.</summary>
    public static FindingDescriptor ContractCopied { get; } =
        Rule(
            "AL0309",
            "Plugin brought a copy of the contract",
            "The folder of plugin '{0}' holds copies of assemblies that the host provides: {1}",
            Severity.Note,
            "The host's own assemblies are used all the same. Leave the copies out: reference the contract with Private=\"false\" and "
            + "ExcludeAssets=\"runtime\".");

    /// <summary>AL0310: a static constructor, a native library or a missing member stopped the plugin during a run.</summary>
    public static FindingDescriptor FailedInRun { get; } = Refusal(
        "AL0310",
        "Plugin failed during a run for want of its parts",
        "Plugin '{0}' failed during a run for want of something that it is made of: {1}",
        "A static constructor threw, or a native library, assembly, type or member is not there or not usable. Its results are partial.");

    /// <summary>All of them, in the order of the ids.</summary>
    public static ImmutableArray<FindingDescriptor> All { get; } =
    [
        InvalidManifest, NotAnAssembly, NewerRuntime, NewerContract, MissingDependencies,
        NoEntryPoint, SetupThrew, InvalidIds, ContractCopied, FailedInRun,
    ];

    private static FindingDescriptor Refusal(string id, string title, string format, string description) =>
        Rule(id, title, format, Severity.Error, description);

    private static FindingDescriptor Rule(string id, string title, string format, Severity severity, string description) =>
        new(id, title, format, "Plugins", severity, FindingScope.Run) { Description = description };
}
