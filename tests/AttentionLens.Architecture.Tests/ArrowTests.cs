namespace AttentionLens.Architecture.Tests;

/// <summary>Arrows go one way. What an assembly may reference is written here; every other reference fails.</summary>
public sealed class ArrowTests
{
    private const string Abstractions = "AttentionLens.Abstractions";
    private const string Numerics = "AttentionLens.Numerics";
    private const string Models = "AttentionLens.Models";
    private const string Engine = "AttentionLens.Engine";
    private const string Rendering = "AttentionLens.Rendering";
    private const string Hosting = "AttentionLens.Hosting";

    private static readonly string[] AdapterPlugins =
    [
        "AttentionLens.Bart", "AttentionLens.Bert", "AttentionLens.DistilBert", "AttentionLens.Gpt2", "AttentionLens.Llama",
        "AttentionLens.Roberta", "AttentionLens.Samples", "AttentionLens.T5", "AttentionLens.Vit",
    ];

    private static readonly Dictionary<string, string[]> AllowedInSources = new()
    {
        [Abstractions] = [],
        [Numerics] = [Abstractions],
        [Models] = [Numerics, Abstractions],
        [Engine] = [Abstractions],
        [Rendering] = [Abstractions],
        ["AttentionLens.Testing"] = [Models, Numerics, Abstractions],
        [Hosting] = [Engine, Rendering, Models, Numerics, Abstractions],
        ["attentionlens"] = [Hosting, Engine, Rendering, Models, Numerics, Abstractions],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        [Hosting] = ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["attentionlens"] = ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions", "Spectre.Console"],
    };

    [Fact]
    public void Sources_References_AreAllowed() =>
        Offences.None(BuiltAssembly.Sources.SelectMany(assembly => Forbidden(assembly, AllowedInSources.GetValueOrDefault(assembly.Name) ?? [])));

    [Fact]
    public void Sources_EveryAssembly_HasItsPlaceInTheMap() => Assert.Equal(AllowedInSources.Keys.Order(), BuiltAssembly.SourceNames.Order());

    [Fact]
    public void Plugins_References_AreAllowed() =>
        Offences.None(BuiltAssembly.Plugins.SelectMany(
            assembly => Forbidden(assembly, AdapterPlugins.Contains(assembly.Name) ? [Models, Numerics, Abstractions] : [Abstractions])));

    [Fact]
    public void Packages_References_AreAllowed() =>
        Offences.None(
            from assembly in BuiltAssembly.Sources.Concat(BuiltAssembly.Plugins)
            from reference in assembly.References
            where !IsOurs(reference) && !reference.StartsWith("System.", StringComparison.Ordinal)
            where !(AllowedPackages.GetValueOrDefault(assembly.Name) ?? []).Contains(reference)
            select $"{assembly.Name} -> {reference}");

    private static IEnumerable<string> Forbidden(BuiltAssembly assembly, string[] allowed) =>
        assembly.References.Where(reference => IsOurs(reference) && !allowed.Contains(reference)).Select(reference => $"{assembly.Name} -> {reference}");

    private static bool IsOurs(string name) => name.StartsWith("AttentionLens", StringComparison.OrdinalIgnoreCase);
}
