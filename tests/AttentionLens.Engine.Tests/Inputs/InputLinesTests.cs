using System.Text;

namespace AttentionLens.Engine.Tests.Inputs;

public sealed class InputLinesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attentionlens-inputs-");

    [Fact]
    public async Task ReadAsync_EveryKey_IsRead()
    {
        LensInput input = Assert.Single(await ReadAsync(
            """
            {"id":7,"ids":[1,2,3],"attention_mask":[1,0,1],"token_types":[0,0,1],"label":2,"labels":[-100,1,-100],"target":1,"wrong_target":4,"position":0,"other":{}}
            """));

        Assert.Equal("7", input.Id);
        Assert.Null(input.Text);
        Assert.Equal([1, 2, 3], input.Ids.ToArray());
        Assert.Equal([true, false, true], input.AttentionMask.ToArray());
        Assert.Equal([0, 0, 1], input.TokenTypes.ToArray());
        Assert.Equal(2, input.Label);
        Assert.Equal([-100, 1, -100], input.Labels.ToArray());
        Assert.Equal(1, input.Target);
        Assert.Equal(4, input.WrongTarget);
        Assert.Equal(0, input.Position);
    }

    [Fact]
    public async Task ReadAsync_TextPair_LeavesTheRestUnset()
    {
        LensInput input = Assert.Single(await ReadAsync("""{"text":"a","text_pair":"b","id":null,"label":null}"""));

        Assert.Equal(new LensInput { Text = "a", TextPair = "b" }, input);
    }

    [Fact]
    public async Task ReadAsync_Alignment_LinksWords()
    {
        LensInput input = Assert.Single(await ReadAsync("""{"text":"a b","target_text":"x y","alignment":[[0,1],[1,0]]}"""));

        Assert.Equal("x y", input.TargetText);
        Assert.Equal([new WordLink(0, 1), new WordLink(1, 0)], input.Alignment.ToArray());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[0,1]")]
    [InlineData("[[0]]")]
    [InlineData("[[0,1,2]]")]
    [InlineData("[[0,-1]]")]
    [InlineData("[[0,1.5]]")]
    [InlineData("[[0,\"1\"]]")]
    [InlineData("[[0,99999999999]]")]
    public async Task ReadAsync_BrokenAlignment_IsRefused(string alignment)
    {
        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(
            () => ReadAsync($$"""{"text":"a b","target_text":"x y","alignment":{{alignment}}}"""));

        Assert.Equal("inputs.jsonl, line 1: 'alignment' is not a list of [source word, target word], counted from 0.", refusal.Message);
    }

    [Theory]
    [InlineData("""{"text":"a b","alignment":[[0,1]]}""")]
    [InlineData("""{"ids":[1],"target_text":"x","alignment":[[0,0]]}""")]
    public async Task ReadAsync_AlignmentWithoutBothTexts_IsRefused(string line)
    {
        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(() => ReadAsync(line));

        Assert.Equal(
            "inputs.jsonl, line 1: 'alignment' without 'text' and 'target_text'; expected all three, it links their words.", refusal.Message);
    }

    [Theory]
    [InlineData("positive", 1)]
    [InlineData("negative", 0)]
    public async Task ReadAsync_ClassByName_IsItsNumber(string name, int number)
    {
        LensInput input = Assert.Single(await ReadAsync($$"""{"text":"a","label":"{{name}}","target":"{{name}}"}""", "negative", "positive"));

        Assert.Equal(number, input.Label);
        Assert.Equal(number, input.Target);
    }

    [Fact]
    public async Task ReadAsync_ClassByUnknownName_NamesTheNearest()
    {
        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(
            () => ReadAsync("""{"text":"a","label":"positiv"}""", "negative", "positive"));

        Assert.Equal("inputs.jsonl, line 1: 'label' names class 'positiv', which the model does not have; nearest: positive, negative.", refusal.Message);
    }

    [Fact]
    public async Task ReadAsync_ClassByNameWithoutNames_IsLeftUnread() =>
        Assert.Null(Assert.Single(await ReadAsync("""{"text":"a","label":"positive"}""")).Label);

    [Fact]
    public async Task ReadAsync_BrokenLine_ComesAfterTheGoodOnesBeforeIt()
    {
        List<string?> texts = [];

        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(async () =>
        {
            await foreach (LensInput input in InputLines.ReadAsync(Write("{\"text\":\"a\"}\n\n{\"text\":\"b\"}\n{")))
            {
                texts.Add(input.Text);
            }
        });

        Assert.Equal(["a", "b"], texts);
        Assert.StartsWith("inputs.jsonl, line 4: not valid JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LineAcrossManyReads_IsWhole()
    {
        string text = string.Concat(Enumerable.Range(0, 30_000).Select(number => (char)('a' + (number % 26))));

        Assert.Equal([text, "b"], (await ReadAsync($"{{\"text\":\"{text}\"}}\n{{\"text\":\"b\"}}")).Select(input => input.Text));
    }

    [Fact]
    public async Task ReadAsync_LineWithoutEnd_IsRefusedBeforeItFillsTheMemory()
    {
        string path = Write("{\"text\":\"a\"}\n");
        using (FileStream file = new(path, FileMode.Append))
        {
            file.Write(Encoding.ASCII.GetBytes(new string(' ', (16 << 20) + 1)));
        }

        LensInputException refusal = await Assert.ThrowsAsync<LensInputException>(async () => await InputLines.ReadAsync(path).ToListAsync());

        Assert.Equal("inputs.jsonl, line 2: cannot be read as UTF-8 text of at most 16 MiB a line.", refusal.Message);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        string path = Write(string.Concat(Enumerable.Repeat("{\"text\":\"a\"}\n", 10_000)));
        int read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (LensInput input in InputLines.ReadAsync(path, source.Token))
            {
                if (++read == 10)
                {
                    await source.CancelAsync();
                }
            }
        });

        Assert.InRange(read, 10, 9_999);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string text)
    {
        string path = Path.Combine(_folder.FullName, "inputs.jsonl");
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<List<LensInput>> ReadAsync(string text, params string[] labels) =>
        await InputLines.ReadAsync(Write(text), [.. labels], CancellationToken.None).ToListAsync();
}
