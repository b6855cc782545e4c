using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>Compiles snippets against the assemblies of the SDK and the built-in plugins, with the implicit usings of a new project.</summary>
internal static class SnippetCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins"), "AttentionLens.*.dll", SearchOption.AllDirectories))
            .DistinctBy(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The first error of a snippet with its line from 1, or null where it compiles. Statements at the top make it a program.</summary>
    public static string? ErrorOf(string snippet)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(snippet, options);
        bool isProgram = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            References.Value,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                allowUnsafe: true));
        return compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error
            ? $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"
            : null;
    }
}
