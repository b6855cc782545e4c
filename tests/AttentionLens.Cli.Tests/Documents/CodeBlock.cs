namespace AttentionLens.Cli.Tests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Document">The document, relative to the checkout.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Language">The first word behind the fence; <c>none</c> where there is none.</param>
/// <param name="Lines">What stands between the fences.</param>
internal sealed record CodeBlock(string Document, int Line, string Language, IReadOnlyList<string> Lines)
{
    public string Where => $"{Document}:{Line}";
}
