using System.Text.RegularExpressions;
using AttentionLens.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionLens.Architecture.Tests;

public sealed partial class SourceFileTests
{
    private const int LongestWithoutAReason = 500;
    private const int DeepestFolder = 2;

    [Fact]
    public void ProductFiles_PublicTypes_HaveAFileEachNamedAfterThem() => Offences.None(SourceFile.Product.SelectMany(Misplaced));

    [Fact]
    public void ProductFiles_LongOnes_SayWhyInTheirFirstLine() =>
        Offences.None(
            from file in SourceFile.Product
            let text = file.Text
            let lines = text.Count(character => character == '\n')
            where lines > LongestWithoutAReason && !text.StartsWith("//", StringComparison.Ordinal)
            select $"{file.Path} has {lines} lines");

    [Fact]
    public void ProductFiles_Folders_AreAtMostTwoDeepInAProject() =>
        Assert.All(SourceFile.Product, file => Assert.InRange(file.Path.Count(character => character == '/'), 2, 2 + DeepestFolder));

    [Fact]
    public void ProductFiles_UnfinishedWork_IsNotThere() =>
        Offences.None(SourceFile.Product.Where(file => Unfinished().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void TextFiles_Words_AreOfTheProjectAlone() =>
        Offences.None(
            from file in SourceFile.All
            from Match match in ForeignWords().Matches(file.Text)
            select $"{file.Path}: {match.Value}");

    [Theory]
    [InlineData("see /" + "root/.nuget")]
    [InlineData("cd /" + "work/main")]
    [InlineData("in /" + "tmp/x")]
    [InlineData("https://api.nuget" + ".org/v3")]
    public void ForeignWords_MachinePathOrRegistry_IsFound(string text) => Assert.Matches(ForeignWords(), text);

    [Theory]
    [InlineData("src/elsewhere/x")]
    [InlineData("the framework/runtime")]
    public void ForeignWords_OtherPath_IsNotFound(string text) => Assert.DoesNotMatch(ForeignWords(), text);

    [Fact]
    public void Projects_LockFiles_Exist() =>
        Assert.All(
            SourceFile.All.Select(file => file.Path).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)),
            path => Assert.True(File.Exists(Path.Combine(ReferenceData.Checkout, Path.GetDirectoryName(path)!, "packages.lock.json")), path));

    private static IEnumerable<string> Misplaced(SourceFile file)
    {
        string[] types =
        [
            .. CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
                .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<MemberDeclarationSyntax>()
                .Where(member => member.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(member => member is DelegateDeclarationSyntax action ? action.Identifier.Text : (member as BaseTypeDeclarationSyntax)?.Identifier.Text)
                .OfType<string>(),
        ];
        string name = Path.GetFileNameWithoutExtension(file.Path);
        return types.Length > 1 ? [$"{file.Path} holds {string.Join(", ", types)}"]
            : types.Where(type => name != type && !name.StartsWith(type + ".", StringComparison.Ordinal)).Select(type => $"{file.Path} holds {type}");
    }

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK)\b|NotImplementedException", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();

    // Split, so that this file does not hold the words that it looks for.
    [GeneratedRegex(
        "(?<![A-Za-z0-9.])/(?:root|work|tmp)" + "/|(?:api\\.nuget|registry\\.npmjs|proxy\\.golang|pypi)" + "\\.org|(?:static\\.)?crates" + "\\.io",
        RegexOptions.CultureInvariant)]
    private static partial Regex ForeignWords();
}
