using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>The options that say what goes into the model: a text, ids, an image, or a file of them.</summary>
internal sealed class InputOptions
{
    private readonly Option<string?> _text = new("--text") { Description = "A text.", HelpName = "T" };
    private readonly Option<string?> _textPair = new("--text-pair") { Description = "The second text of a pair.", HelpName = "T" };
    private readonly Option<string?> _ids = new("--ids") { Description = "Token ids, taken as they are.", HelpName = "1,2,3" };
    private readonly Option<string?> _mask = new("--attention-mask") { Description = "For ids: 1 where a position is attended to.", HelpName = "1,1,0" };
    private readonly Option<string?> _types = new("--token-types") { Description = "For ids: the token type of each position.", HelpName = "0,0,1" };
    private readonly Option<string?> _decoderIds = new("--decoder-ids") { Description = "What a decoder reads, taken as it is.", HelpName = "1,2,3" };
    private readonly Option<string?> _decoderMask = new("--decoder-attention-mask")
    {
        Description = "For decoder ids: 1 where a position is attended to.",
        HelpName = "1,1,0",
    };

    private readonly Option<string?> _target = new("--target-text") { Description = "The text that a decoder is to write.", HelpName = "T" };
    private readonly Option<string?> _image = new("--image") { Description = "An image, PNG or JPEG, for the model's preprocessing.", HelpName = "FILE" };
    private readonly Option<string?> _pixels = new("--pixels")
    {
        Description = "Images as the model takes them: a tensor pixel_values, [batch, channel, height, width].",
        HelpName = "FILE.safetensors",
    };

    private readonly Option<string?> _file = new("--input") { Description = "A file with one JSON object a line.", HelpName = "FILE.jsonl" };
    private readonly Option<bool> _truncate = new("--truncate") { Description = "Cut inputs that have more tokens than the model has positions." };

    private readonly Option<bool> _bare = new("--no-special-tokens") { Description = "Do not add the tokenizer's special tokens." };

    public void AddTo(Command command)
    {
        command.Options.Add(_text);
        command.Options.Add(_textPair);
        command.Options.Add(_ids);
        command.Options.Add(_mask);
        command.Options.Add(_types);
        command.Options.Add(_decoderIds);
        command.Options.Add(_decoderMask);
        command.Options.Add(_target);
        command.Options.Add(_image);
        command.Options.Add(_pixels);
        command.Options.Add(_file);
        command.Options.Add(_truncate);
        command.Options.Add(_bare);
    }

    /// <summary>Adds what a text can be written behind.</summary>
    public void AddPromptTo(Command command)
    {
        command.Options.Add(_text);
        command.Options.Add(_textPair);
        command.Options.Add(_ids);
        command.Options.Add(_mask);
        command.Options.Add(_types);
        command.Options.Add(_decoderIds);
        command.Options.Add(_decoderMask);
        command.Options.Add(_file);
        command.Options.Add(_truncate);
        command.Options.Add(_bare);
    }

    /// <summary>Adds a file of inputs, which has to be given.</summary>
    public void AddFileTo(Command command)
    {
        _file.Required = true;
        command.Options.Add(_file);
        command.Options.Add(_truncate);
        command.Options.Add(_bare);
    }

    public void AddTextTo(Command command)
    {
        command.Options.Add(_text);
        command.Options.Add(_textPair);
        command.Options.Add(_file);
        command.Options.Add(_bare);
    }

    public EncodeOptions Encode(ParseResult parsed) => new()
    {
        AddSpecialTokens = !parsed.GetValue(_bare),
        Truncate = parsed.GetValue(_truncate),
    };

    public bool AddsSpecialTokens(ParseResult parsed) => !parsed.GetValue(_bare);

    /// <summary>Reads what the options themselves hold and looks for the file, before any work is done.</summary>
    /// <exception cref="LensInputException">No kind of input is given, or several, or one that cannot be read.</exception>
    public ChosenInputs Choose(ParseResult parsed)
    {
        string? text = parsed.GetValue(_text);
        string? ids = parsed.GetValue(_ids);
        string? file = parsed.GetValue(_file);
        DemandOneKind(parsed);

        DemandCompany(_textPair, parsed.GetValue(_textPair), _text, text);
        DemandCompany(_mask, parsed.GetValue(_mask), _ids, ids);
        DemandCompany(_types, parsed.GetValue(_types), _ids, ids);
        DemandCompany(_decoderMask, parsed.GetValue(_decoderMask), _decoderIds, parsed.GetValue(_decoderIds));
        DemandDecoderInput(parsed, file);
        if (file is not null)
        {
            return ChosenInputs.OfFile(_file.Name, file);
        }

        if (parsed.GetValue(_pixels) is { } pixels)
        {
            return ChosenInputs.Of([.. PixelFile.Read(pixels).Select(input => input with
            {
                DecoderIds = Numbers(parsed, _decoderIds),
                TargetText = parsed.GetValue(_target),
            })]);
        }

        return ChosenInputs.Of(new LensInput
        {
            Text = text,
            TextPair = parsed.GetValue(_textPair),
            Ids = Numbers(parsed, _ids),
            AttentionMask = Mask(parsed, _mask),
            TokenTypes = Numbers(parsed, _types),
            DecoderIds = Numbers(parsed, _decoderIds),
            DecoderMask = Mask(parsed, _decoderMask),
            TargetText = parsed.GetValue(_target),
            Image = parsed.GetValue(_image),
        });
    }

    private void DemandOneKind(ParseResult parsed)
    {
        Option<string?>[] kinds = [.. new[] { _text, _ids, _image, _pixels, _file }.Where(parsed.CommandResult.Command.Options.Contains)];
        Option<string?>[] given = [.. kinds.Where(option => parsed.GetValue(option) is not null)];
        if (given.Length != 1)
        {
            string names = string.Join(", ", kinds[..^1].Select(option => option.Name));
            throw new LensInputException(given.Length == 0
                ? $"No input was given; give {names} or {_file.Name}."
                : $"Several kinds of input were given; expected one of {names} and {_file.Name}.");
        }
    }

    private void DemandDecoderInput(ParseResult parsed, string? file)
    {
        Option<string?>[] given = [.. new[] { _decoderIds, _target }.Where(option => parsed.GetValue(option) is not null)];
        if (given.Length == 2)
        {
            throw new LensInputException($"{_decoderIds.Name} and {_target.Name} were both given; expected one of them.");
        }

        if (given.Length == 1 && file is not null)
        {
            throw new LensInputException(
                $"{given[0].Name} was given with {_file.Name}; expected 'decoder_ids' or 'target_text' in the lines of the file.");
        }
    }

    private static void DemandCompany(Option option, string? given, Option needed, string? company)
    {
        if (given is not null && company is null)
        {
            throw new LensInputException($"{option.Name} was given without {needed.Name}; expected both.");
        }
    }

    private static ImmutableArray<bool> Mask(ParseResult parsed, Option<string?> option)
    {
        ImmutableArray<int> numbers = Numbers(parsed, option);
        return numbers.IsDefault ? default
            : numbers.All(number => number is 0 or 1) ? [.. numbers.Select(number => number == 1)]
            : throw new LensInputException($"{option.Name} is '{parsed.GetValue(option)}'; expected 0 and 1 separated by commas.");
    }

    private static ImmutableArray<int> Numbers(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return default;
        }

        ImmutableArray<int>.Builder numbers = ImmutableArray.CreateBuilder<int>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            numbers.Add(int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new LensInputException($"{option.Name} holds '{part}'; expected whole numbers separated by commas."));
        }

        return numbers.DrainToImmutable();
    }
}
