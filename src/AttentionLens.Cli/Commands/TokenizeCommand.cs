using System.CommandLine;
using System.Globalization;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Cli;

/// <summary><c>tokenize</c>: the tokens of a text, as JSON lines.</summary>
internal static class TokenizeCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A folder with tokenizer files, or the name of a sample model." };
        Option<string?> output = new("--out") { Description = "Write to a file instead of standard output.", HelpName = "FILE" };
        InputOptions inputs = new();
        CommonOptions common = new();
        Command command = new("tokenize", "Show how a text becomes tokens.") { model, output };
        inputs.AddTextTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            session.CheckPlugins();
            Tokenizer tokenizer = Tokenizer.Load(SampleModels.Resolve(parsed.GetRequiredValue(model)));
            TokenizeOptions options = new() { AddSpecialTokens = inputs.AddsSpecialTokens(parsed) };
            await TextOutput.WriteAsync(streams, parsed.GetValue(output), async writer =>
            {
                int index = 0;
                await foreach (LensInput input in chosen.ReadAsync(default, cancellationToken))
                {
                    await writer.WriteAsync($"{Line(tokenizer, input, index++, options)}\n");
                }
            });
            return session.Outcome;
        });
        return command;
    }

    private static string Line(Tokenizer tokenizer, LensInput input, int index, TokenizeOptions options)
    {
        string name = input.Id ?? index.ToString(CultureInfo.InvariantCulture);
        if (input.Text is null)
        {
            throw new LensInputException($"Input {name} has ids and no text; there is nothing to tokenize.");
        }

        Tokenization tokenization = tokenizer.Encode(input.Text, input.TextPair, options);
        return JsonText.Line(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", name);
            writer.WriteStartArray("ids");
            foreach (LensToken token in tokenization.Tokens)
            {
                writer.WriteNumberValue(token.Id);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("tokens");
            foreach (LensToken token in tokenization.Tokens)
            {
                writer.WriteStringValue(token.Text);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("offsets");
            foreach (LensToken token in tokenization.Tokens)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(token.Source.Start.Value);
                writer.WriteNumberValue(token.Source.End.Value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
