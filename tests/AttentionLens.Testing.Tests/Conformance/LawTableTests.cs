using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>The table of laws in docs/adapters.md is the book of laws.</summary>
public sealed class LawTableTests
{
    [Fact]
    public void Laws_InTheDocument_AreTheLawsOfTheKit()
    {
        string[] document = File.ReadAllLines(Path.Combine(ReferenceData.Checkout, "docs", "adapters.md"));
        int head = Array.IndexOf(document, "| law | demands |");

        IEnumerable<string> rows = document.Skip(head + 2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(AdapterConformance.Laws.Select(law => $"| `{law.Id}` | {law.Demand} |"), rows);
    }
}
