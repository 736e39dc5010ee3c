//! Numbers, strings and lists of the packed form.

/// A position in an unpacked block.
pub(super) struct Reader {
    bytes: std::vec::IntoIter<u8>,
    strings: Vec<&'static str>,
}

impl Reader {
    /// Unpacks the block at the start of `bytes` and reads its strings; the second value is what follows the block.
    pub fn open(bytes: &'static [u8]) -> Option<(Self, &'static [u8])> {
        let (packed, bytes) = bytes.split_first_chunk()?;
        let (plain, bytes) = bytes.split_first_chunk()?;
        let length = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
        let (block, rest) = bytes.split_at_checked(length(packed)?)?;
        let block = lz4_flex::block::decompress(block, length(plain)?).ok()?;
        let mut reader = Self { bytes: block.into_iter(), strings: Vec::new() };
        let lengths = reader.list(Self::number)?;
        let text: Vec<u8> = reader.bytes.by_ref().take(lengths.iter().sum()).collect();
        let mut text: &'static str = String::from_utf8(text).ok()?.leak();
        for length in lengths {
            let string;
            (string, text) = text.split_at_checked(length)?;
            reader.strings.push(string);
        }
        Some((reader, rest))
    }

    pub fn number(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.bytes.next()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                return Some(value);
            }
        }
    }

    pub fn small(&mut self) -> Option<u16> {
        self.number()?.try_into().ok()
    }

    pub fn string(&mut self) -> Option<&'static str> {
        let at = self.number()?;
        self.strings.get(at).copied()
    }

    /// Nothing is 0; otherwise one more than the string's place.
    pub fn optional_string(&mut self) -> Option<Option<&'static str>> {
        match self.number()?.checked_sub(1) {
            None => Some(None),
            Some(at) => self.strings.get(at).copied().map(Some),
        }
    }

    /// One of the entries of `list`, by place.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let at = self.number()?;
        list.get(at).copied()
    }

    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.numbered(|reader, _| item(reader))
    }

    /// A list whose items are told their place. None is longer than places are wide.
    pub fn numbered<T>(&mut self, mut item: impl FnMut(&mut Self, u16) -> Option<T>) -> Option<Vec<T>> {
        // An item takes a byte or more, so a length beyond the bytes left is a mistake and not worth the memory.
        let length = self.number().filter(|length| *length <= self.bytes.len())?;
        let mut items = Vec::with_capacity(length);
        for at in 0..length {
            items.push(item(self, u16::try_from(at).ok()?)?);
        }
        Some(items)
    }

    /// A list kept for the life of the program, so that entities can share it.
    pub fn shared<T>(&mut self, item: impl FnMut(&mut Self) -> Option<T>) -> Option<&'static [T]> {
        self.list(item).map(|list| &*list.leak())
    }
}
