using System.Reflection;
using System.Text;
using AttentionLens.Tests;

namespace AttentionLens.Architecture.Tests;

/// <summary>What others can build on is a text that a person has read and accepted.</summary>
public sealed class PublicApiTests
{
    private static readonly string Folder = Path.Combine(ReferenceData.Checkout, "tests", "AttentionLens.Architecture.Tests", "PublicApi");

    public static TheoryData<string> Assemblies => [.. BuiltAssembly.SourceNames];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_OfEachAssembly_IsTheAcceptedOne(string name)
    {
        string verifiedFile = Path.Combine(Folder, name + ".verified.txt");
        string receivedFile = Path.Combine(Folder, name + ".received.txt");
        string received = PublicApiText.Of(Assembly.Load(new AssemblyName(name)));
        string verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : string.Empty;
        if (received == verified)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Fail(
            $"The public surface of {name} changed.\n{Difference(verified, received)}"
            + $"Where this is wanted, accept it: copy PublicApi/{name}.received.txt over PublicApi/{name}.verified.txt.");
    }

    [Fact]
    public void VerifiedFiles_EachOne_BelongsToAnAssembly() =>
        Offences.None(Directory.EnumerateFiles(Folder, "*.verified.txt")
            .Select(file => Path.GetFileName(file).Replace(".verified.txt", string.Empty))
            .Except(BuiltAssembly.SourceNames));

    private static string Difference(string verified, string received)
    {
        string[] before = verified.Split('\n');
        string[] after = received.Split('\n');
        StringBuilder text = new();
        foreach (string line in before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).Take(40))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
