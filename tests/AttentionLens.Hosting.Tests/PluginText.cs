namespace AttentionLens.Hosting.Tests;

/// <summary>The source of plugins.</summary>
internal static class PluginText
{
    /// <summary>A plugin that adds what the caller says, and the parts it adds.</summary>
    public static string Plugin(string configure, string parts) =>
        $$"""
        using System;
        using System.Collections.Immutable;
        using AttentionLens;
        [assembly: LensPlugin(typeof(Entry))]
        public sealed class Entry : LensPlugin { public override void Configure(LensPluginBuilder builder) { {{configure}} } }
        {{parts}}
        """;

    /// <summary>A plugin with one analyzer.</summary>
    public static string Analyzer(string type, string name, string rule, string summary = "\"looks\"", string body = "") =>
        Plugin($"builder.AddAnalyzer<{type}>();", AnalyzerPart(type, name, rule, summary, body));

    /// <summary>An analyzer.</summary>
    public static string AnalyzerPart(string type, string name, string rule, string summary = "\"looks\"", string body = "") =>
        $$"""
        public sealed class {{type}} : LensAnalyzer
        {
            public override string Name => "{{name}}";
            public override string Summary => {{summary}};
            public override ImmutableArray<FindingDescriptor> SupportedFindings =>
                [new FindingDescriptor("{{rule}}", "{{type}}", "{0}", "Test", Severity.Note, FindingScope.Model)];
            public override void Initialize(AnalysisContext context) { {{body}} }
        }
        """;

    /// <summary>A model adapter.</summary>
    public static string AdapterPart(string type, string family) =>
        $$"""
        public sealed class {{type}} : ModelAdapter
        {
            public override string Family => "{{family}}";
            public override string Summary => "loads";
            public override ModelMatch Match(ModelFolder folder) => ModelMatch.No("never");
            public override System.Threading.Tasks.ValueTask<LensModel> LoadAsync(ModelFolder folder, ModelLoadOptions options,
                IProgress<LoadProgress> progress, System.Threading.CancellationToken cancellationToken) => default;
        }
        """;

    /// <summary>A training recipe.</summary>
    public static string RuleSetPart(string type, string name) =>
        $$"""
        public sealed class {{type}} : PropagationRules
        {
            public override string Name => "{{name}}";
            public override PropagationRule RuleFor(OperationInfo operation) => null;
        }
        """;

    public static string RecipePart(string type, string name) =>
        $$"""
        public sealed class {{type}} : TrainingRecipe
        {
            public override string Name => "{{name}}";
            public override string Summary => "trains";
            public override System.Threading.Tasks.ValueTask<TrainingOutcome> TrainAsync(
                TrainingContext context, System.Threading.CancellationToken cancellationToken) => default;
        }
        """;
}
